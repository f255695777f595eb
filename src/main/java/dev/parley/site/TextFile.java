package dev.parley.site;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file that a person wrote. */
final class TextFile {

    private static final long LARGEST = 16L << 20;

    private TextFile() {}

    /**
     * The file's text.
     *
     * @param missing what to do where the file is not there
     * @throws ConfigurationException if it can't be read, saying why
     */
    static String read(Path file, String missing) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new ConfigurationException(
                        "The file " + file + " is far too large for what it should be.", "Name the right file.");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("There is no file " + file + ".", missing, e);
        } catch (AccessDeniedException e) {
            throw new ConfigurationException(
                    "The file " + file + " may not be read.", "Let the user that runs Parley read it.", e);
        } catch (CharacterCodingException e) {
            throw new ConfigurationException("The file " + file + " is not text in UTF-8.", "Save it as UTF-8.", e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The file " + file + " could not be read.", "Check that it is a file and its disk is well.", e);
        }
    }
}
