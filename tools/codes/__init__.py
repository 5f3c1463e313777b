"""Codes that other people define: credit codes, divisions, QR."""
