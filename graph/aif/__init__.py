"""The Argument Interchange Format: documents of AIFdb and xAIF as data, what they tell, how a map keeps the rest."""
