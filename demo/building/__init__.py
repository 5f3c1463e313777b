"""Building the demonstration's years: who there is, what happens on which day, and the verbs that make it happen."""
