"""Who there is: accounts with one password for all, and the roles they are given."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from access.actor import Actor
from access.domain import role_assignments
from access.enums import Origin
from access.models import RoleAssignment, User
from demo.building.chance import Stream, stream
from demo.files import Script

SYSTEM = "build_demo"


class People:
    """The accounts by user name, and actors made from them."""

    def __init__(self, script: Script, seed: int):
        self.words = script.words
        # Hashing is slow on purpose: once is enough for a password that everybody shares.
        self._password = make_password(self.words["password"])
        self._names = _names(self.words["people"], stream(seed, "names"))
        self._titles = stream(seed, "titles")
        self._taken = set(_fixed_names(script))
        self._users: dict[str, User] = {}
        self._actors: dict[str, Actor] = {}
        self._leaders: dict[str, str] = {}

    def new_name(self) -> str:
        """A person's name that nobody else has."""
        name = next(name for name in self._names if name not in self._taken)
        self._taken.add(name)
        return name

    def account(self, username: str, *, name: str = "", title: str = "") -> User:
        """The account with a user name, made when first asked for."""
        if username not in self._users:
            self._users[username] = User.objects.create(
                username=username,
                name=name or self.new_name(),
                title=title,
                email=f"{username}@lianyan.example",
                password=self._password,
            )
        return self._users[username]

    def title_for(self, role: str) -> str:
        """A post that suits a role."""
        return self._titles.choice(self.words["people"]["titles"].get(role, [""]))

    def appoint(self, username: str, role: str, scope=None, *, reason: str, by: Actor | None = None, **facts):
        """Give a person a role at an organisation; ``facts`` may hold name, title and the days of the role."""
        days: dict[str, date] = {key: facts.pop(key) for key in ("valid_from", "valid_to") if key in facts}
        facts["title"] = facts.get("title") or self.title_for(role)
        user = self.account(username, **facts)
        giver = by or self.system()
        assignment = role_assignments.grant(scope, user=user, role=role, reason=reason, by=giver, **days)
        self._actors.pop(username, None)
        return assignment

    def dismiss(self, assignment: RoleAssignment, *, last_day: date, reason: str, by: Actor) -> None:
        """End a role."""
        role_assignments.end(assignment, last_day=last_day, reason=reason, by=by)
        self._actors.pop(assignment.user.username, None)

    def actor(self, username: str) -> Actor:
        """The person acting once more: the reach is looked up once, the request is another."""
        if username not in self._actors:
            self._actors[username] = Actor.of(self._users[username])
        return replace(self._actors[username], request_id=uuid.uuid4().hex)

    def forget(self, usernames: Iterable[str]) -> None:
        """Look up anew what these people may reach."""
        for username in usernames:
            self._actors.pop(username, None)

    def leader_at(self, key: str) -> str:
        """The name of the department's leader at a hospital, who needs no account."""
        if key not in self._leaders:
            self._leaders[key] = self.new_name()
        return self._leaders[key]

    def system(self) -> Actor:
        """The command that builds, for what no person does."""
        return Actor.as_system(SYSTEM, origin=Origin.COMMAND)


def _names(words: dict, chance: Stream) -> Iterator[str]:
    pairs = [surname + given for given in words["given"] for surname in words["surnames"]]
    return iter(chance.sample(pairs, len(pairs)))


def _fixed_names(script: Script) -> Iterator[str]:
    """The names that the files give to somebody."""
    words = script.words
    yield from (row["name"] for row in (*words["officials"], *words["invitations"]))
    yield from (row["name"] for row in words["extra_roles"] if "name" in row)
    yield from (centre.director for centre in script.centres.values())
    yield from (card["name"] for card in script.story["people"])


def supervisor_of(region) -> str:
    """The user name of the supervisor of a reporting region."""
    return f"supervisor-{slugify(region.name_en)}"
