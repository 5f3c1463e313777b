"""The addresses of the overviews, with the answers to each side: rows of test_every_page."""


def place(code):
    """The uid of a hospital, centre or network."""
    return lambda world: (world.places[code].uid,)


def region(world):
    """The code of a region."""
    return (world.places["R1"].code,)


DASHBOARD_PAGES = [
    ("network:overview", ("hospital_admin@H1", 302), None, 302),
    ("network:hospital_overview", ("hospital_admin@H1", 200), ("hospital_admin@H2", 403), 403, place("H1")),
    ("network:centre_office", ("centre_admin@C2", 200), ("centre_admin@C1", 403), 403, place("C2")),
    ("network:centre_overview", ("centre_director@C2", 200), ("centre_director@C1", 403), 403, place("C2")),
    ("network:region_overview", ("supervisor@R1", 200), ("supervisor@R2", 403), 403, region),
    ("network:province_overview", ("department_officer", 200), ("hospital_admin@H1", 403), 403),
    ("network:member_plan", ("centre_admin@C2", 200), ("centre_admin@C1", 403), 403, place("N2")),
]
