"""Parts of the settings that one reads by themselves."""
