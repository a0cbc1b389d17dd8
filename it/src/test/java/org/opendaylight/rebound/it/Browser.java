/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.it;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.opendaylight.rebound.it.testbed.Daemon;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * A person's Chromium, on the person's machine. It is told what to do by WebDriver, from this machine.
 */
final class Browser implements AutoCloseable {
    private static final int PORT = 9515;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Daemon process;
    private final RemoteWebDriver driver;

    private Browser(final Daemon process, final RemoteWebDriver driver) {
        this.process = process;
        this.driver = driver;
    }

    /**
     * Starts one.
     *
     * @param person whose
     * @param profile an empty folder for its data
     * @param more further options of Chromium
     * @return the browser, with an empty page
     */
    static Browser of(final Person person, final Path profile, final String... more) {
        final var namespace = person.machine().namespace();
        final var process = namespace.start("chromedriver", "chromedriver", "--port=" + PORT, "--allowed-ips=",
            "--allowed-origins=*").awaitReady(PATIENCE, () -> namespace.listens("tcp", PORT));
        final var options = new ChromeOptions();
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic",
            "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--user-data-dir=" + profile);
        options.addArguments(more);
        try {
            return new Browser(process, new RemoteWebDriver(
                URI.create("http://" + person.machine().v4() + ":" + PORT).toURL(), options));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens an address; what it shows may be an error. */
    void open(final String url) {
        driver.get(url);
    }

    /** {@return the address that is shown} */
    String address() {
        return driver.getCurrentUrl();
    }

    /** {@return what a person reads} */
    String text() {
        // At once, since the page may be about to go
        return (String) driver.executeScript("return document.body ? document.body.innerText : ''");
    }

    WebElement element(final String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    boolean has(final String selector) {
        return !driver.findElements(By.cssSelector(selector)).isEmpty();
    }

    void size(final int width, final int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** {@return how many requests the page that is shown took besides its own} */
    long otherRequests() {
        return (Long) driver.executeScript("return performance.getEntriesByType('resource')"
            + ".filter(entry => !entry.name.includes('/wait')).length");
    }

    /** Saves what is seen as a picture. */
    void photograph(final Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what axe-core finds against accessibility, a line each} */
    List<String> barriers() {
        final var ret = new ArrayList<String>();
        for (Rule rule : new AxeBuilder().analyze(driver).getViolations()) {
            ret.add(rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes());
        }
        return ret;
    }

    @Override
    public void close() {
        driver.quit();
        process.close();
    }
}
