"""The texts of code and templates and their translations, without GNU gettext's programs."""
