"""The examples of deploy/ fit the code: settings, processes, folders."""

import configparser
import re
import shlex
from pathlib import Path

import pytest

from access.secret_addresses import without_secrets
from config import settings as of_a_deployment
from config.supervisor import processes

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r'environment\.(?:text|flag|listed|required)\(\s*"([A-Z0-9_]+)"')
GIVEN = re.compile(r"^#?([A-Z0-9_]+)=", re.MULTILINE)
# Read by Django, or one of three that are named by their storage.
OTHERS = {"DJANGO_SETTINGS_MODULE", "S3_BUCKET_PUBLIC", "S3_BUCKET_PRIVATE", "S3_BUCKET_REGISTRY"}


def text(name: str) -> str:
    return (ROOT / name).read_text()


def unit(name: str) -> configparser.ConfigParser:
    parsed = configparser.ConfigParser(interpolation=None, strict=False)
    parsed.optionxform = str
    parsed.read_string(text(f"deploy/{name}"))
    return parsed


def test_every_variable_of_the_example_is_read():
    code = "\n".join(path.read_text() for path in (ROOT / "config").rglob("*.py"))

    assert set(GIVEN.findall(text("deploy/lianyan.env.example"))) <= set(READ.findall(code)) | OTHERS


def test_every_variable_that_is_required_is_in_the_example():
    required = set(re.findall(r'environment\.required\(\s*"([A-Z0-9_]+)"', text("config/settings.py")))

    assert required <= set(GIVEN.findall(text("deploy/lianyan.env.example")))


def test_web_unit_starts_what_the_supervisor_starts():
    command = shlex.split(unit("lianyan-web@.service")["Service"]["ExecStart"])
    own = processes(8001)["web"]

    assert [part.replace("%i", "8001") for part in command[1:] if part != "--no-access-log"] == own[1:]


def test_worker_unit_starts_what_the_supervisor_starts():
    assert shlex.split(unit("lianyan-worker@.service")["Service"]["ExecStart"])[1:] == processes(8001)["worker"][1:]


def test_container_starts_the_same_server():
    own = processes(8000)["web"][2:]
    command = re.search(r"CMD \[(.*)\]", text("deploy/Containerfile"), re.DOTALL).group(1)
    parts = re.findall(r'"([^"]+)"', command)

    assert {part for part in own if part.startswith("--")} <= set(parts)


@pytest.mark.parametrize("name", ["lianyan-web@.service", "lianyan-worker@.service", "lianyan-backup.service"])
def test_units_run_without_rights(name):
    service = unit(name)["Service"]

    assert (service["User"], service["NoNewPrivileges"], service["ProtectSystem"]) == ("lianyan", "yes", "strict")


def test_the_servers_in_front_write_no_secret_of_an_address():
    """Both write in the form that is named there, which has the kept part of the address in the place of all of it."""
    conf = text("deploy/nginx.conf")
    kept = re.search(r'"~\*\^\(\?<lianyan_kept>(.+)\)" "\$lianyan_kept…";', conf).group(1)
    form = re.search(r"log_format lianyan (.+?);", conf, re.DOTALL).group(1)

    assert (
        conf.count("access_log") == conf.count(" lianyan;") == len(re.findall(r"^server \{", conf, re.MULTILINE)) == 2
    )
    assert not any(part in form for part in ("$request ", "$request_uri", "$uri", "$args", "$http_referer"))
    for address in ("/accounts/invitation/ABCD-EFGH-JKMN/", "/accounts/password/reset/key/1z-d3x-0123/"):
        assert without_secrets(address) == f"{re.match(kept, address).group()}…"
    assert not re.match(kept, "/accounts/login/")


def test_target_wants_units_that_exist():
    wanted = unit("lianyan.target")["Unit"]["Wants"].split()

    assert {re.sub(r"@\w+", "@", name) for name in wanted} == {"lianyan-web@.service", "lianyan-worker@.service"}


def test_static_files_are_readable_by_the_server_in_front():
    options = of_a_deployment.STORAGES["staticfiles"]["OPTIONS"]

    assert (options["file_permissions_mode"], options["directory_permissions_mode"]) == (0o644, 0o755)
