"""Closing a network, or a centre with its networks: what becomes of assessments that are under way is asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.forms.changes import CloseForm
from network.models import AssessmentRound


class CloseWithRoundsForm(CloseForm):
    """As every closing; the question stands there while an assessment of one of the networks is under way."""

    cancel_rounds = forms.BooleanField(label=_("Cancel the assessments that are under way"), required=False)

    field_order = ("on", "cancel_rounds", "reason")

    def __init__(self, *args, networks, **kwargs):
        super().__init__(*args, **kwargs)
        rounds = AssessmentRound.objects.under_way().filter(network__in=networks).with_names()
        names = [str(round_) for round_ in rounds.order_by("network__sort_key", "year")]
        if names:
            text = _("Under way: %(rounds)s. They are cancelled with the reason below; or announce them first.")
            self.fields["cancel_rounds"].help_text = text % {"rounds": "; ".join(names)}
        else:
            del self.fields["cancel_rounds"]
