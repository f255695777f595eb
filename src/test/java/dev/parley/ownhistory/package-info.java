/**
 * Applications that keep their own history: sites whose application writes rows and a history as the first such application did, synced with
 * each other and with sites that have Parley's own capture alone, on real engines. Start with {@link dev.parley.ownhistory.Crm}.
 */
@org.jspecify.annotations.NullMarked
package dev.parley.ownhistory;
