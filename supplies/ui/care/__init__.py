"""Care of goods: what is due of them, rotation, scrapping, cartons and pallets."""
