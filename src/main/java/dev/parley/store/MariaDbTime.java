package dev.parley.store;

/**
 * A datetime or timestamp as MariaDB writes it. The driver's own text of it goes through the machine's time zone, which has hours that
 * don't exist, and fails on dates such as 2011-00-00.
 *
 * @param text as the server sent it
 */
record MariaDbTime(String text) {}
