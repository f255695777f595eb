package dev.parley.catalogue;

/** The three parts of an object's full name. */
public record ObjectName(String packageName, String moduleName, String objectName) {

    /** {@code package.module.object}. */
    public String full() {
        return module() + "." + objectName;
    }

    /** {@code package.module}. */
    public String module() {
        return packageName + "." + moduleName;
    }
}
