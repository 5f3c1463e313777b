"""The steps of a case, by their names."""

from demo.building.cases import Case
from demo.building.centre_steps import CentreSteps
from demo.building.chance import stream
from demo.building.hospital_steps import HospitalSteps


class Steps(HospitalSteps, CentreSteps):
    """Takes the steps of cases; a step's name is the name of the method."""

    def take(self, case: Case, step: str) -> None:
        """Take one step of a case."""
        getattr(self, step)(case, stream(self.seed, "step", case.name, step))
