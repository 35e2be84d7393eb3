"""What stands on the edit screen of each type, grouped as an official thinks."""
