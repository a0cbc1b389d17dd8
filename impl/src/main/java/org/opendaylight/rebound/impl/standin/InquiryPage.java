/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.opendaylight.rebound.impl.standin.PageTemplate.Slot;
import org.opendaylight.rebound.impl.standin.StandInSettings.Look;
import org.opendaylight.rebound.impl.web.Html;
import org.opendaylight.rebound.impl.web.Language;

/**
 * The page that a person sees in place of a service: one file, and nothing from elsewhere. It works without its script,
 * which waits and takes the visitor to the server.
 */
final class InquiryPage {
    /** Where the form is sent; shown by a GET, too. */
    static final String ANSWER = LocalPath.RESERVED + "answer";
    /** Where pages wait. */
    static final String WAIT = LocalPath.RESERVED + "wait";
    /** After how many seconds a page without script looks again. */
    static final int LOOK_AGAIN = 30;

    private static final String STYLE = Resource.read("page.css").replace("\n", "");
    private static final String SCRIPT = Resource.read("page.js");

    /** What a browser may do with the page. */
    static final String POLICY = "default-src 'none'; style-src '" + Html.hashSource(STYLE) + "'; script-src '"
        + Html.hashSource(SCRIPT) + "'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors 'none'";

    private final Map<Kind, PageTemplate> templates = new ConcurrentHashMap<>();
    private final StandIn standIn;
    private final StandInSettings settings;
    private final Instant since;

    private record Kind(PageState state, Language language, boolean hasForm, boolean isKnown) {
        // Only data
    }

    /**
     * The page.
     *
     * @param standIn the service
     * @param since when it failed
     * @param settings how the page looks, and what it says
     */
    InquiryPage(final StandIn standIn, final Instant since, final StandInSettings settings) {
        this.standIn = requireNonNull(standIn);
        this.since = since.truncatedTo(ChronoUnit.SECONDS);
        this.settings = requireNonNull(settings);
    }

    /**
     * The settings that the page is of.
     *
     * @return the settings
     */
    StandInSettings settings() {
        return settings;
    }

    /**
     * Makes a page.
     *
     * @param shown what is shown
     * @return HTML in UTF-8
     */
    byte[] render(final Shown shown) {
        final var token = shown.token();
        final var known = shown.known();
        final var values = new EnumMap<Slot, String>(Slot.class);
        values.put(Slot.ADDRESS, shown.client().toString());
        values.put(Slot.TOKEN, token == null ? "" : token);
        values.put(Slot.PATH, shown.path().text());
        values.put(Slot.ENCODED_PATH, shown.path().encoded());
        values.put(Slot.KNOWN, known == null ? "" : known);
        values.put(Slot.MAIL, shown.mail());
        return templates.computeIfAbsent(new Kind(shown.state(), shown.language(), token != null, known != null),
            kind -> new PageTemplate(new Writer(kind).page())).fill(values);
    }

    /** Writes one kind of page. */
    private final class Writer {
        private final Map<String, String> values = new HashMap<>();
        private final Kind kind;
        private final Words words;

        Writer(final Kind kind) {
            this.kind = kind;
            words = Words.of(kind.language());
            final var name = settings.look().name();
            values.put("server", Html.escape(standIn.service().server()));
            values.put("name", name == null ? "" : Html.escape(name));
            values.put("since", "<time datetime=\"" + since + "\">" + words.say(since) + "</time>");
            values.put("address", Slot.ADDRESS.mark());
            values.put("known", "<b>" + Slot.KNOWN.mark() + "</b>");
            values.put("mail", "<b>" + Slot.MAIL.mark() + "</b>");
        }

        private String say(final String name) {
            return words.say(name, values);
        }

        private String page() {
            return "<!DOCTYPE html>\n<html lang=\"" + kind.language().tag() + "\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex\">" + refresh() + "<title>" + title()
                + "</title><style>" + STYLE + "</style></head>\n"
                + body() + header() + "<main><article>\n" + (isBack() ? back() : failed())
                + "</article></main>\n<footer><p>" + say(settings.look().name() == null ? "network" : "network-of")
                + "</p></footer><script>" + SCRIPT + "</script></body></html>\n";
        }

        private String title() {
            final var state = kind.state();
            return (state.isAnswered() || state.isRefused() ? say("said-" + state.word()) + " – " : "")
                + say(isBack() ? "title-back" : "title");
        }

        private boolean isBack() {
            return kind.state() == PageState.BACK;
        }

        private String refresh() {
            return isBack() || kind.state().goes() ? "<noscript><meta http-equiv=\"refresh\" content=\""
                + (isBack() ? 1 : LOOK_AGAIN) + ";url=" + Slot.PATH.mark() + "\"></noscript>" : "";
        }

        private String body() {
            if (isBack()) {
                return "<body data-url=\"" + Slot.PATH.mark() + "\" data-goes=\"now\">\n";
            }
            final var goes = kind.state().goes();
            return "<body data-url=\"" + Slot.PATH.mark() + "\" data-goes=\"" + (goes ? "yes" : "no")
                + "\" data-waiting=\"" + say(goes ? "waiting-goes" : "waiting") + "\" data-going=\"" + say("going")
                + "\" data-stayed=\"" + say("stayed") + "\" data-title=\"" + say("title-back") + "\">\n";
        }

        private String header() {
            final var look = settings.look();
            final var logo = look.logo();
            final var name = look.name();
            final var other = kind.language() == Language.ENGLISH ? Language.JAPANESE : Language.ENGLISH;
            return "<header>" + (logo == null || !Look.isLogo(logo) ? "" : "<img src=\"" + Html.escape(logo)
                + "\" alt=\"\">") + (name == null ? "" : "<p>" + Html.escape(name) + "</p>")
                + (isBack() ? "" : "<a href=\"" + ANSWER + "?lang=" + other.tag() + "&amp;url="
                    + Slot.ENCODED_PATH.mark() + "\" lang=\"" + other.tag() + "\" hreflang=\"" + other.tag() + "\">"
                    + say("other-language") + "</a>") + "</header>\n";
        }

        private String back() {
            return fine() + "<p>" + say("reload") + "</p>\n";
        }

        private String fine() {
            return Pictures.FINE + "<p class=\"state good\">" + Pictures.TICK + say("state-back") + "</p>\n<h1>"
                + say("title-back") + "</h1>\n";
        }

        private String failed() {
            final var text = settings.look().text();
            return "<div id=\"failed\">" + Pictures.BROKEN + "<p class=\"state\">" + Pictures.WARNING + say("state")
                + "</p>\n<h1>" + say("heading") + "</h1>\n<p>" + say("since") + "</p>\n<p class=\"soft\">"
                + say("recorded") + "</p></div>\n" + question()
                + (text == null ? "" : "<p class=\"own\">" + Html.escape(text) + "</p>\n")
                + "<section class=\"part\" id=\"ask\">" + ask()
                + "</section>\n<p id=\"status\" role=\"status\"></p>\n";
        }

        /** Shown when the server is back, and asked of those who have not said that they want to go there. */
        private String question() {
            return "<div id=\"back\" role=\"alert\" hidden>" + fine() + "<div id=\"offer\"><p>" + say("back-text")
                + "</p><div class=\"row\"><a class=\"button\" href=\"" + Slot.PATH.mark() + "\">" + say("go")
                + "</a><button type=\"button\" class=\"quiet\" id=\"stay\">" + say("stay-here")
                + "</button></div></div></div>\n";
        }

        private String ask() {
            final var state = kind.state();
            final var ret = new StringBuilder();
            if (state.isAnswered()) {
                ret.append(said("answer", "status", Pictures.TICK));
            } else if (state.isRefused()) {
                ret.append(said("wrong", "alert", Pictures.WARNING));
            }
            if (!kind.hasForm()) {
                return ret.append("<p>").append(say("no-key")).append("</p>").toString();
            }
            return state.isAnswered() ? ret.append("<details><summary>").append(say("change")).append("</summary>")
                .append(form()).append("</details>").toString() : ret.append(form()).toString();
        }

        private String said(final String kindOfBox, final String role, final String icon) {
            final var word = "said-" + kind.state().word();
            return "<div class=\"" + kindOfBox + "\" role=\"" + role + "\">" + icon + "<div><h2>" + say(word)
                + "</h2><p>" + say(word + "-text") + "</p></div></div>\n";
        }

        private String form() {
            final boolean known = kind.isKnown();
            final boolean typing = !known || kind.state().isRefused();
            return "<form method=\"post\" action=\"" + ANSWER + "\">" + hidden("token", Slot.TOKEN.mark())
                + hidden("url", Slot.PATH.mark()) + hidden("lang", kind.language().tag()) + "<fieldset><legend><h2>"
                + say("question") + "</h2></legend>\n"
                + (known ? choice("known", !typing, say("known"), "known-hint", "") : "")
                + choice("mail", typing, say(known ? "mail-other" : "mail"),
                    settings.confirm() ? "mail-hint-confirm" : "mail-hint", mailField())
                + choice("stay", false, say("stay"), "stay-hint", "")
                + choice("no", false, say("no"), "no-hint", "") + "</fieldset>"
                + (known && !standIn.ask() && !kind.state().isAnswered() ? "<p class=\"soft\">" + say("silent") + "</p>"
                    : "") + "<div class=\"row\"><button>" + say("submit") + "</button></div></form>\n";
        }

        private static String hidden(final String name, final String value) {
            return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + value + "\">";
        }

        private String choice(final String value, final boolean checked, final String label, final String hint,
                final String more) {
            return "<div class=\"choice\"><input type=\"radio\" name=\"choice\" id=\"by-" + value + "\" value=\""
                + value + "\" aria-describedby=\"hint-" + value + '"' + (checked ? " checked" : "")
                + "><label for=\"by-" + value + "\">" + label + "</label><small id=\"hint-" + value + "\">"
                + say(hint) + "</small>" + more + "</div>\n";
        }

        private String mailField() {
            final var state = kind.state();
            return "<div><label for=\"mail\">" + say("mail-label")
                + "</label><input type=\"email\" id=\"mail\" name=\"mail\" autocomplete=\"email\" maxlength=\""
                + TypedMail.MAX_LENGTH + '"' + (state == PageState.NO_ADDRESS ? " aria-invalid=\"true\"" : "")
                + (state.isRefused() ? " value=\"" + Slot.MAIL.mark() + '"' : "") + "></div>";
        }
    }
}
