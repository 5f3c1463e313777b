"""The ASGI application that uvicorn serves: pages by HTTP, and the WebSocket by which they move."""

import os

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_asgi_application()

# Only once Django is set up can what uses its models be imported.
from access.consumers import LiveConsumer  # noqa: E402
from config.encodings import only_utf8  # noqa: E402

application = ProtocolTypeRouter({"http": only_utf8(pages), "websocket": LiveConsumer.as_asgi()})
