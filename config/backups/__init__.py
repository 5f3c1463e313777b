"""Backups: one archive with the database and all files, checked before anything of it is put back."""
