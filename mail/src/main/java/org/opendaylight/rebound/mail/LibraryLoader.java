/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.mail;

/**
 * The mail library finds its parts (stream provider, data handlers, command maps) through the context class loader of
 * the calling thread, and some of its classes do so once and for all when they are loaded. They are inside this bundle:
 * nothing of the library is touched but in an open scope of this class.
 */
final class LibraryLoader implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    /** Sets this bundle's loader as the context class loader of this thread, until {@link #close()}. */
    LibraryLoader() {
        thread.setContextClassLoader(LibraryLoader.class.getClassLoader());
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
