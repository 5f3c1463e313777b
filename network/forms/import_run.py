"""Bringing a table in: the file, and where its rows belong."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from access import safe_text
from access.forms.base import Form
from access.refusals import Refused
from network.imports import ImportKind
from network.models import Centre, Hospital, Network
from office.files.names import checked_name
from tools.sheets import SheetError, read_table

PLACES = {
    "network": (Network, _("Disease network")),
    "hospital": (Hospital, _("Hospital")),
    "centre": (Centre, _("Centre")),
}


class ImportForm(Form):
    """The file, and the network, hospital or centre among those for which the actor may bring such a table."""

    place = forms.ModelChoiceField(queryset=Network.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("Table"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.et,.csv"}),
    )

    def __init__(self, *args, kind: ImportKind, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["file"].help_text = format_lazy(
            _("XLSX, XLS, ET or CSV with up to {most} rows, from WPS too. Begin with the template."), most=kind.most
        )
        if not kind.scope:
            del self.fields["place"]
            return
        model, label = PLACES[kind.scope]
        rows = model.objects.permitted(actor, kind.permission).open()
        self.fields["place"].queryset = rows.order_by("sort_key")
        self.fields["place"].label = label

    def clean_file(self):
        """A table that can be read. The places of resident numbers are told before anything else."""
        file = self.cleaned_data["file"]
        try:
            checked_name(file)
            safe_text.check_file(file, file.name)
            read_table(file, most_rows=self.kind.most)
        except (SheetError, Refused) as wrong:
            raise forms.ValidationError(str(getattr(wrong, "reason", wrong))) from None
        file.seek(0)
        return file
