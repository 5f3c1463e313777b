"""The form of an annual confirmation on paper: its date, its scan, and the questions as the hospital sees them."""

from django.core.exceptions import ValidationError

from access.forms.base import Form
from access.texts import render
from network.annual_paper_policies import BEFORE_SEASON
from network.domain.annual_papers import AnnualPaper
from network.forms.confirmation import AnswersForm
from network.forms.proxy_entry import SealedForm
from network.models import Hospital, QuestionSet
from network.seasons import Season


class AnnualHeadForm(SealedForm):
    """The date beside the seal, within the season, and the scan."""

    def __init__(self, *args, season: Season | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.season = season

    def clean_signed_on(self):
        """Neither later than today nor before the season opened."""
        day, season = super().clean_signed_on(), self.season
        if season and day < season.opens:
            facts = {"year": str(season.year), "day": season.opens.isoformat()}
            raise ValidationError(render(BEFORE_SEASON, facts))
        return day


class AnnualPaperForms:
    """The head and the answers of one paper, read together: entered as a whole or not at all."""

    def __init__(self, data=None, files=None, *, hospital: Hospital, asked: QuestionSet | None, season: Season | None):
        self.hospital = hospital
        self.head = AnnualHeadForm(data, files, prefix="head", season=season)
        self.answers = AnswersForm(data, prefix="q", questions=asked.questions if asked else [])

    @property
    def all(self) -> list[Form]:
        """Both forms, in the order of the paper."""
        return [self.head, self.answers]

    def are_valid(self) -> bool:
        """Whether both are; both are read, so that all remarks show at once."""
        return all([form.is_valid() for form in self.all])

    @property
    def paper(self) -> AnnualPaper:
        """What was typed, once valid."""
        return AnnualPaper(self.hospital, self.head.cleaned_data["signed_on"], self.answers.answers)

    @property
    def scan(self) -> list:
        """The uploads, once valid."""
        return self.head.cleaned_data["scan"]
