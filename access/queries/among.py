"""A list of ids as one value of a query."""

from django.db.models.lookups import In


class Among(In):
    """``column IN (ids)`` for whole numbers that came out of the database; PostgreSQL gets them as one array.

    Django prepares and the driver quotes every element of an ordinary list: for the four hundred campuses of two
    regions that takes longer than counting their rows (benchmarks/permission_filter.py). The lookup's name stays
    ``in`` for those who read conditions, such as Wagtail's search.
    """

    def get_prep_lookup(self):
        """The ids as they are."""
        return self.rhs

    def as_postgresql(self, compiler, connection):
        """``column = ANY(array)``, which goes through an index as IN does; the array is written as its text."""
        column, params = self.process_lhs(compiler, connection)
        array = "{" + ",".join(map(str, self.rhs)) + "}"
        return f"{column} = ANY(%s::{self.lhs.output_field.db_type(connection)}[])", [*params, array]
