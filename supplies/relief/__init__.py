"""From an incident to what is handed over: requests, allocation, orders, and what households receive."""
