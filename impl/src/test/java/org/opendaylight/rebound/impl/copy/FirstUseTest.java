/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenDaylight's AAA keeps its users by H2, too, and may open them at the same moment of a start: the classes of both
 * are initialized at the same time.
 */
class FirstUseTest {
    private static final long PATIENCE_SECONDS = 20;

    @TempDir
    private Path folder;

    @Test
    void theCopyAndTheUsersOfAaaAreOpenedTogether() throws Exception {
        final var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory());
        try (var classes = new Classes()) {
            final var users = threads.submit(() -> call(classes, "org.h2.store.fs.FileUtils", "isAbsolute",
                String.class, folder.toString()));
            classes.usersBegin.await();
            final var copy = threads.submit(() -> call(classes, "org.opendaylight.rebound.impl.copy.CopyStore", "open",
                Path.class, folder.resolve("copy")));

            // A TimeoutException: each waits for the other
            assertEquals(true, users.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
            ((AutoCloseable) copy.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).close();
        }
    }

    private static Object call(final ClassLoader classes, final String name, final String method, final Class<?> type,
            final Object argument) throws Exception {
        final var called = Class.forName(name, false, classes).getDeclaredMethod(method, type);
        called.setAccessible(true);
        return called.invoke(null, argument);
    }

    /**
     * All classes anew. While H2's FilePath is being initialized for the users, which it does by loading others, it
     * lets the copy begin, and go on for as long as it can.
     */
    private static final class Classes extends URLClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final CountDownLatch usersBegin = new CountDownLatch(1);
        private final CountDownLatch copyIsWaiting = new CountDownLatch(1);

        Classes() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(final String name, final boolean resolve) throws ClassNotFoundException {
            if (name.equals("org.h2.store.fs.mem.FilePathMem")) {
                usersBegin.countDown();
                try {
                    // Nobody counts it down: a thread that waits for a class cannot be seen to
                    copyIsWaiting.await(2, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return super.loadClass(name, resolve);
        }

        private static URL[] classPath() throws MalformedURLException {
            final var ret = new ArrayList<URL>();
            for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                ret.add(Path.of(entry).toUri().toURL());
            }
            return ret.toArray(URL[]::new);
        }
    }
}
