"""The page from which every procedure of the warehouse is begun."""
