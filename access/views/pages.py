"""How a view says who may open it; the guard over all URLs reads the same mark."""

from collections.abc import Callable
from functools import wraps

from access import door


def page(permission: str | None = None, *, open_because: str = "") -> Callable:
    """Declare a view's entrance: a permission that must be held somewhere, or why every signed-in person may come in.

    What belongs to one object is asked again with the object, by ``get_visible_or_404`` and by the verb.
    """
    if permission is None and not open_because:
        raise TypeError("A page names its permission or says why it is open.")

    def declare(view: Callable) -> Callable:
        @wraps(view)
        def enter(request, *args, **kwargs):
            if permission is not None:
                door.require(request.actor, permission)
            return view(request, *args, **kwargs)

        enter.entrance = permission or open_because
        return enter

    return declare
