"""The clocks of government procurement: which days are working days, how long the law gives, and what falls due."""
