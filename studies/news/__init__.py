"""Who is told what when a study moves on, one file a noun."""
