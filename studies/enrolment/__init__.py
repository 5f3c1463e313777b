"""What can be said of enrolment from figures alone: months, the checks of a report, plan and projection. Pure."""
