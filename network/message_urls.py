"""Addresses of messages to many members, below /workspace/network/."""

from django.urls import path

from network.views import bulk_messages

urlpatterns = [
    path("messages/", bulk_messages.Messages.as_view(), name="messages"),
    path("messages/new/", bulk_messages.write, name="write_message"),
    path("messages/<uuid:uid>/", bulk_messages.message, name="message"),
    path("messages/received/<uuid:uid>/", bulk_messages.received, name="received_message"),
]
