"""Incidents, requests, orders and distribution on the screen."""
