"""Scanned papers: notices, contracts, invoices and certificates, each kept under the SHA-256 of its bytes."""
