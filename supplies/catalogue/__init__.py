"""What can be held: item types, and the schemes that classify them."""
