"""Reports: what each one says, as exact rows in the reader's language; pages, workbooks and screens show them."""
