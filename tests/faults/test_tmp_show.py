from tests.faults.test_hostile_requests import *
from tests.faults.test_hostile_requests import _hostile,_names_on,PAGES
@pytest.mark.parametrize("page", [p for p in PAGES if p.name=="access:role_assignment"], ids=lambda page: page.name)
def test_show(world, page):
    walker, chance = Walker(), random.Random(page.name)
    url = reverse(page.name, args=page.args(world))
    holder = page.holder[0]; before = digest()
    walker.become(holder, world.people[holder]); names=_names_on(walker,url)
    for method, what, rest in _hostile(chance, OF_HOLDER, names):
        walker.send(method, url, what, **rest)
        if m:=changed(before):
            from access.models import RoleAssignment
            print(what,m,names); print(RoleAssignment.objects.filter(pk=page.args and world.things[RoleAssignment]["investigator@H1"].pk).values()); before=digest()
    assert 0
