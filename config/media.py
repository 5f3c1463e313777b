"""Public pictures, where no server in front hands them out."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe
from django.views.static import serve

from config.storages import FOLDER


@require_safe
def public_file(request, path):
    """A file of the public storage: from its folder, or streamed from its bucket."""
    if settings.STORAGES["default"]["BACKEND"] == FOLDER:
        return serve(request, path, document_root=settings.MEDIA_ROOT)
    try:
        return FileResponse(default_storage.open(path, "rb"))
    except FileNotFoundError:
        raise Http404 from None
