"""Pages of bulk work for test_every_page: the fields of its ``Page``, in their order."""

from tests.access.bulk_things import message, received, table

H1, SECRETARY, OTHER = "hospital_admin@H1", "centre_admin@C2", "centre_admin@C1"
FORM = {"version": "1", "token": "t"}

BULK_PAGES = (
    ("network:imports", (SECRETARY, 200), None, 403),
    ("network:upload_import", (SECRETARY, 200), (H1, 403), 403, lambda world: ("members",)),
    ("network:import_template", (SECRETARY, 200), (H1, 403), 403, lambda world: ("members",)),
    ("network:import", (SECRETARY, 200), (OTHER, 404), 403, table),
    ("network:import_remarks", (SECRETARY, 200), (OTHER, 404), 403, table),
    ("network:import_step", (SECRETARY, 302), (OTHER, 404), 403, table, "post", FORM),
    ("network:commit_import", (SECRETARY, 302), (OTHER, 404), 403, table, "post", FORM | {"version": "2"}),
    ("network:messages", (SECRETARY, 200), None, 403),
    ("network:write_message", (SECRETARY, 200), (H1, 403), 403),
    ("network:message", (SECRETARY, 200), (OTHER, 404), 403, message),
    ("network:received_message", ("hospital_admin@H3", 200), (H1, 404), 403, received),
)
