"""The desktop: what people see and touch. The only room that imports Qt."""
