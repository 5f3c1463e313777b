"""Addresses of evidence packets, below /workspace/network/."""

from django.urls import path

from network.views import packets

urlpatterns = [
    path("evidence/", packets.packets, name="packets"),
    path("evidence/<uuid:uid>/", packets.packet, name="packet"),
    path("evidence/<uuid:uid>/download/", packets.download, name="packet_file"),
]
