"""What people with bad intentions, broken programs and unlucky hands send: texts, queries and bodies."""

import json
from urllib.parse import quote, quote_from_bytes

# One kind of trouble each. None is a valid version, day, code or choice of any form.
TEXTS = {
    "nul": "\0",
    "nul inside": "甲\0乙",
    "control": "\x01\x08\x0b\x1b[31m\x7f\x85",
    "surrogate": "\ud800",
    "noncharacter": "\ufffe\uffff\U0010ffff",
    "right to left": "\u202e\u2066fdp.exe\u2069",
    "combining": "e" + "\u0301" * 300,
    "emoji": "👩🏽‍🔬" * 20,
    "sql": "'; DROP TABLE access_user; --",
    "sql union": "1) UNION SELECT password FROM access_user --",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{ request.user.password }}{% debug %}{% include '/etc/passwd' %}",
    "format": "%s%n%(x)s{0.__class__}%d",
    "path": "../../../../etc/passwd\0.pdf",
    "header": "x\r\nSet-Cookie: hat=1\r\n\r\n<html>",
    "url": "javascript:alert(1)//https://evil.example",
    "formula": "=cmd|' /C calc'!A0",
    "huge number": "9" * 400,
    "beyond 64 bit": "-9223372036854775809",
    "not a number": "nan",
    "infinity": "1e999",
    "other digits": "١٢٣",
    "spaces": " \t\u3000\u200b\ufeff ",
    "date": "0000-00-00",
    "date far off": "9999999-12-31",
    "json": '{"a": [1, {"b": null}]}',
    "list": "[]",
    "dunder": "__class__",
    "lookup": "user__password",
    "uid": "00000000-0000-0000-0000-000000000000",
    "long": "长" * 100_000,
    "backtracking": "a" * 3000 + "!",
}
ODD_NAMES = ("", "\0", "a[]", "a[0][b]", "__proto__", "version[]", "x" * 5000, "名", "csrfmiddlewaretoken")


def escaped(text: str) -> str:
    """A text as part of an address, lone surrogates as the three bytes that some programs make of them."""
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


QUERY_NAMES = (
    "q", "page", "sort", "export", "state", "kind", "role", "since", "until", "scope", "on", "by", "network", "region",
    "tier", "level", "next", "per_page", "ended", "verb", "actor", "version", "topic", "p",
)  # fmt: skip
QUERIES = {
    **{name: "&".join(f"{key}={escaped(text[:2000])}" for key in QUERY_NAMES) for name, text in TEXTS.items()},
    "invalid utf-8": "q=%ff%fe%c0%af&page=%80&sort=%e5",
    "half escapes": "q=%&page=%zz&sort=%u1234&=&&&;;==",
    "no value": "&".join(QUERY_NAMES),
    "many": "&".join(f"a{number}=1" for number in range(3000)),
    "arrays": "q[]=1&q[]=2&page=1&page=x&sort=a&sort=-b&state=&state=draft&state=draft",
    "negative page": "page=-1&per_page=-5",
    "huge page": "page=99999999999999999999999&per_page=99999999999999999999",
    "last page": "page=last&sort=,,-,--x,?",
    "export": "export=xlsx&sort=%00&page=x",
    "export csv": "export=csv&q=%27",
    "elsewhere": "next=https://evil.example/&next=//evil.example&next=%5c%5cevil.example",
}
# As they stand in an address, in the place of a name, key or path.
PLACES = (
    "x", "%00", "%ff", "..%2f..%2fetc%2fpasswd", "%2e%2e", "0", "1", "-1", "99999999999999999999", "9" * 300,
    "%ed%a0%80", "%0d%0aSet-Cookie:x=1", "%3Cscript%3E", "%E2%80%AEfdp", "00000000-0000-0000-0000-000000000000",
    quote("长" * 300), "a" * 4000, "{{7*7}}", "%25s", "%7F%01",
)  # fmt: skip

MULTIPART = "multipart/form-data; boundary=XX"


def multipart(fields: dict, field: str, name: str, content: bytes) -> bytes:
    """A form with a file, whose name stands there as it is given: no library makes it harmless before it is sent."""
    texts = [
        f'--XX\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in fields.items()
    ]
    file = f'--XX\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'
    return "".join([*texts, file]).encode("utf-8", "surrogatepass") + content + b"\r\n--XX--\r\n"


DEEP = "[" * 100_000 + "]" * 100_000
# Whole bodies with the type they claim: none is a form that a browser sends, and none is read with a valid version.
BODIES = {
    "nothing": (b"", "application/x-www-form-urlencoded"),
    "nothing at all": (b"", ""),
    "json for a form": (json.dumps({"version": 1, "token": None, "action": ["sign"]}).encode(), "application/json"),
    "deep json": (DEEP.encode(), "application/json"),
    "broken json": (b'{"a": \xff', "application/json"),
    "xml": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "text/xml"),
    "raw bytes": (bytes(range(256)) * 20, "application/octet-stream"),
    "raw as form": (bytes(range(256)) * 20, "application/x-www-form-urlencoded"),
    "invalid utf-8": (b"version=%ff&reason=%c0%af&name=\xff\xfe", "application/x-www-form-urlencoded"),
    "many fields": ("&".join(f"a{n}=1" for n in range(10_000)).encode(), "application/x-www-form-urlencoded"),
    "one name often": (b"version=1&" * 900 + b"version=x", "application/x-www-form-urlencoded"),
    "one megabyte": (b"reason=" + b"x" * 1_000_000 + b"&version=x", "application/x-www-form-urlencoded"),
    "six megabytes": (b"reason=" + b"x" * 6_000_000, "application/x-www-form-urlencoded"),
    "no boundary": (b"--XX\r\n", "multipart/form-data"),
    "bad boundary": (b"--XX\r\n", "multipart/form-data; boundary=" + "é" * 10),
    "long boundary": (b"--XX\r\n", "multipart/form-data; boundary=" + "b" * 5000),
    "no end": (b'--XX\r\nContent-Disposition: form-data; name="version"\r\n\r\nx', MULTIPART),
    "no name": (b"--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--\r\n", MULTIPART),
    "no header": (b"--XX\r\n\r\n1\r\n--XX--\r\n", MULTIPART),
    "odd transfer": (
        b'--XX\r\nContent-Disposition: form-data; name="reason"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        b"!!!\r\n--XX--\r\n",
        MULTIPART,
    ),
    "file for a text": (
        b'--XX\r\nContent-Disposition: form-data; name="version"; filename="v.txt"\r\n\r\n1\r\n--XX--\r\n',
        MULTIPART,
    ),
    "charset of a part": (
        b'--XX\r\nContent-Disposition: form-data; name="reason"\r\nContent-Type: text/plain; charset=utf-32\r\n\r\n'
        b"\xff\xff\xff\xff\r\n--XX--\r\n",
        MULTIPART,
    ),
    "name of odd bytes": (
        b'--XX\r\nContent-Disposition: form-data; name="\xff\xfe"; filename="\x00\xff"\r\n\r\n1\r\n--XX--\r\n',
        MULTIPART,
    ),
    "extended name": (
        b"--XX\r\nContent-Disposition: form-data; name*=no-such''%ff; filename*=utf-16''%ff\r\n\r\n1\r\n--XX--\r\n",
        MULTIPART,
    ),
    "nested multipart": (
        b'--XX\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: multipart/mixed; boundary=YY\r\n\r\n'
        b"--YY\r\n\r\n1\r\n--YY--\r\n--XX--\r\n",
        MULTIPART,
    ),
    "many files": (
        b"".join(
            b'--XX\r\nContent-Disposition: form-data; name="f%d"; filename="f"\r\n\r\n1\r\n' % number
            for number in range(300)
        )
        + b"--XX--\r\n",
        MULTIPART,
    ),
}
HEADERS = {
    "plain": {},
    "htmx": {"hx-request": "true", "hx-target": "\x00'\"<", "hx-current-url": "http://[::1/%ff"},
    "script": {"accept": "application/json", "x-requested-with": "XMLHttpRequest"},
    "odd languages": {"accept-language": "x" * 3000 + ";q=9,zh-\x00;q=nan", "accept": "*/*;q=x"},
    "odd cookies": {"cookie": "messages=\x00; django_language=../..; csrftoken=é; hat=%00; =;;"},
    "odd numbers": {"if-modified-since": "9" * 400, "if-none-match": '"' * 500, "range": "bytes=-1,9-,x"},
    "proxies": {"x-forwarded-for": "'; DROP TABLE x; --, \x00" * 50, "x-forwarded-proto": "gopher"},
    "odd address": {"referer": "http://[", "origin": "null", "x-request-id": "\x00\n" + "x" * 500},
}
METHODS = ("GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "长")
# What one database takes and another does not: all that PostgreSQL is sent of the texts, queries and bodies.
OF_DATABASES = frozenset((
    "nul", "nul inside", "control", "surrogate", "noncharacter", "sql", "huge number", "beyond 64 bit", "not a number",
    "infinity", "other digits", "date", "date far off", "json", "lookup", "uid", "long", "invalid utf-8", "no value",
    "negative page", "huge page", "last page", "raw as form", "one name often", "json for a form", "name of odd bytes",
    "charset of a part",
))  # fmt: skip
