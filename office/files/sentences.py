"""What is said of a file that is not taken; each sentence says what to do."""

from django.utils.translation import gettext_lazy as _

from access.texts import text

EMPTY = text("office.file.empty", _("“%(name)s” is empty: choose the file again."))
TOO_LARGE = text("office.file.too_large", _("“%(name)s” is larger than %(limit)s MB: scan it at a lower resolution."))
WRONG_KIND = text(
    "office.file.wrong_kind", _("“%(name)s” is not a PDF, JPEG, PNG, DOCX or XLSX file: save it as one of these.")
)
OLD_OFFICE = text(
    "office.file.old_office",
    _("“%(name)s” is an old Office file or protected by a password: save it as DOCX or XLSX without a password."),
)
NOT_AS_NAMED = text(
    "office.file.not_as_named",
    _("“%(name)s” is damaged or not of the kind that its ending says: save it anew, and choose that file."),
)
NOT_A_SCAN = text(
    "office.file.not_a_scan", _("“%(name)s” is not a PDF, JPEG or PNG file: scan or photograph the paper.")
)
NAME_TOO_LONG = text(
    "office.file.name_too_long",
    _("The file's name is longer than %(limit)s characters: give the file a shorter name."),
)
NAME_UNREADABLE = text(
    "office.file.name_unreadable",
    _("The file's name is missing or holds characters that cannot be shown: rename the file."),
)
BROKEN = text(
    "office.file.broken",
    _("“%(name)s” is damaged or was cut off on the way: open it on your computer to check, and choose it again."),
)
TOO_MANY_PIXELS = text(
    "office.file.too_many_pixels",
    _("The picture “%(name)s” has more than %(limit)s million pixels: take or save it at a lower resolution."),
)
TOO_MANY_PAGES = text(
    "office.file.too_many_pages", _("“%(name)s” has more than %(limit)s pages: divide it into several files.")
)
TOO_ELABORATE = text(
    "office.file.too_elaborate",
    _("“%(name)s” takes too long to be looked through: print it to a new PDF, or divide it into several files."),
)
PROTECTED = text("office.file.protected", _("“%(name)s” is protected by a password: save a copy without protection."))
ACTIVE = text(
    "office.file.active",
    _("“%(name)s” holds a script, a call of a program or another file: print it to a new PDF and choose that."),
)
MACROS = text("office.file.macros", _("“%(name)s” holds macros: save it without macros, or as PDF."))
CLIMBS = text(
    "office.file.climbs",
    _("“%(name)s” would unpack into foreign folders: copy its content into a new file, or save it as PDF."),
)
UNPACKS_TOO_LARGE = text(
    "office.file.unpacks_too_large",
    _("“%(name)s” unpacks to much more than it seems: copy its content into a new file, or save it as PDF."),
)
MIXED = text(
    "office.file.mixed",
    _("Several files can be joined when all are photographs (JPEG or PNG): otherwise choose one file at a time."),
)
TOO_MANY_PHOTOS = text(
    "office.file.too_many_photos", _("More than %(limit)s photographs: join fewer at a time, or scan them to one PDF.")
)
TOGETHER_TOO_LARGE = text(
    "office.file.together_too_large",
    _("The files chosen come to more than %(limit)s MB together: choose fewer, and the others afterwards."),
)
PICTURE_TOO_LARGE = text(
    "office.file.picture_too_large",
    _("The picture “%(name)s” comes to more than %(limit)s MB: take or save it at a lower resolution."),
)
JOINED_TOO_LARGE = text(
    "office.file.joined_too_large",
    _("The photographs come to more than %(limit)s MB together: choose fewer, or take them at a lower resolution."),
)
