"""News beside the page: by e-mail, and by a signed call to the gateway for text messages or WeCom."""
