"""Evidence packets: asking for one, and downloading it while it is kept."""

from django.http import FileResponse
from django.shortcuts import redirect, render

from access import door, traces
from access.forms.refusals import carried_out
from access.views.pages import page
from network import packet_permissions as permissions
from network import packets as chapters
from network.domain import evidence_packets
from network.forms.packet import PacketForm, field_of
from network.models import EvidencePacket
from tools.sheets import content_disposition

SHOWN = 20


@page(permissions.MAKE_PACKET)
def packets(request):
    """The form, and the packets that one had made before."""
    hospital = request.GET.get("hospital", "").replace("\0", "")[:36]
    form = PacketForm(request.POST or None, actor=request.actor, initial={"hospital": hospital} if hospital else {})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked_about = said.pop("hospital")
        made = carried_out(form, lambda: evidence_packets.ask(asked_about, **said, by=request.actor), field=field_of)
        if made:
            return redirect(evidence_packets.job_of(made) or made)
    own = EvidencePacket.objects.visible_to(request.actor).select_related("hospital").order_by("-asked_at")
    context = {"form": form, "packets": own[:SHOWN]}
    return render(request, "network/packets.html", context, status=422 if form.errors else 200)


def found(request, uid) -> EvidencePacket:
    """The own packet in the address, or 404; its maker must still have the right."""
    packet = door.get_visible_or_404(EvidencePacket.objects.select_related("hospital"), request.actor, uid=uid)
    evidence_packets.require(packet.hospital, request.actor)
    return packet


@page(permissions.MAKE_PACKET)
def packet(request, uid):
    """What was asked for, and the file."""
    thing = found(request, uid)
    context = {
        "packet": thing,
        "job": evidence_packets.job_of(thing),
        "chapters": chapters.sources(thing.chapters),
    }
    return render(request, "network/packet.html", context)


@page(permissions.MAKE_PACKET)
def download(request, uid):
    """The file; the logbook keeps that it was taken out."""
    thing = found(request, uid)
    if not thing.is_there:
        return redirect(thing)
    try:
        content = thing.file.open("rb")
    except FileNotFoundError:
        return redirect(thing)
    filters = {"hospital": thing.hospital.name_zh, "from": str(thing.first_day), "until": str(thing.last_day)}
    traces.exported(request.actor, thing._meta.verbose_name, rows=thing.files, form="zip", filters=filters)
    response = FileResponse(content, content_type="application/zip")
    name = f"{thing.hospital.name_zh} {thing._meta.verbose_name} {thing.first_day} {thing.last_day}.zip"
    response.headers["Content-Disposition"] = content_disposition(name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
