"""Buying with relief money: projects, their lots (包), and each round of tender."""
