"""What the ledger holds, in the forms that other people and programs take."""
