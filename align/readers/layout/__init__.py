"""What stands where on a page: segments, labels, boilerplate, both languages in one."""
