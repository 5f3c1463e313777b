"""How the logbook is sealed, its head sent away, and everything checked again. Described in docs/logbook.md."""
