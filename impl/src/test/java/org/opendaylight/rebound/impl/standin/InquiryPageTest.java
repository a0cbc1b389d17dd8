/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.standin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.opendaylight.rebound.impl.standin.Stage.standIn;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opendaylight.rebound.api.ClientAnswer;
import org.opendaylight.rebound.api.IpAddress;
import org.opendaylight.rebound.impl.standin.StandInSettings.Look;
import org.opendaylight.rebound.impl.web.Html;
import org.opendaylight.rebound.impl.web.Language;

/** What a person sees and can do, as the page says it. */
class InquiryPageTest {
    private static final String ANNA = "anna@example.com";
    private Stage stage;

    @BeforeEach
    void start() throws IOException {
        stage = new Stage().web();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private static void has(final String page, final String... parts) {
        for (var part : parts) {
            assertTrue(page.contains(part), () -> part + " is not in " + page);
        }
    }

    @Test
    void thePageSaysWhatIsWrongAndAsks() throws Exception {
        final var answer = stage.browse("/reports?day=1&x=%22");
        assertEquals(503, answer.statusCode());
        assertEquals("text/html; charset=utf-8", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals("en", answer.headers().firstValue("Content-Language").orElse(""));
        has(answer.body(), "<html lang=\"en\">", "<h1>web is not available right now</h1>",
            "<time datetime=\"2026-11-26T20:20:22Z\">26 November 2026, 20:20 UTC</time>", "from 127.0.0.1 was recorded",
            "<form method=\"post\" action=\"/.well-known/rebound/answer\">", "value=\"mail\"", "value=\"stay\"",
            "value=\"no\"", "name=\"url\" value=\"/reports?day=1&amp;x=%22\"", "data-goes=\"no\"",
            "href=\"/.well-known/rebound/answer?lang=ja&amp;url=%2Freports%3Fday%3D1%26x%3D%2522\"");
        assertFalse(answer.body().contains("value=\"known\""));
        assertFalse(answer.body().contains("http-equiv=\"refresh\""), "who is typing is not disturbed");
    }

    @Test
    void itIsInTheVisitorsLanguage() throws Exception {
        has(stage.browse("/", "ja,en;q=0.5").body(), "<html lang=\"ja\">", "web は現在利用できません",
            "2026年11月26日 20:20 UTC", "復旧したらお知らせしますか？");
        has(stage.browse("/", "fr").body(), "<html lang=\"en\">");
        has(stage.browse("/.well-known/rebound/answer?lang=ja&url=%2Fa%3Fb", "en").body(), "<html lang=\"ja\">",
            "name=\"url\" value=\"/a?b\"");
        has(stage.browse("/.well-known/rebound/answer?lang=ja&url=%2F%2Fevil", "en").body(),
            "name=\"url\" value=\"/\"");
        has(stage.answer("choice=no&lang=ja&token=" + stage.token()).body(), "メールは送信されません");
    }

    @Test
    void aBrowserMayDoOnlyWhatThePageNeeds() throws Exception {
        final var answer = stage.browse("/");
        final var policy = answer.headers().firstValue("Content-Security-Policy").orElse("");
        final var body = answer.body();
        final var style = body.substring(body.indexOf("<style>") + 7, body.indexOf("</style>"));
        final var script = body.substring(body.indexOf("<script>") + 8, body.indexOf("</script>"));
        assertEquals("default-src 'none'; style-src '" + Html.hashSource(style) + "'; script-src '"
            + Html.hashSource(script) + "'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'", policy);
        assertEquals("same-origin", answer.headers().firstValue("Referrer-Policy").orElse(""));
        assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        assertFalse(Pattern.compile(" on[a-z]+=|style=|//[a-z]|src=\"[^d]").matcher(body.replace(script, "")
            .replace("http://www.w3.org", "")).find(), body);
    }

    @Test
    void aKnownAddressIsOfferedAndMasked() throws Exception {
        stage.desk.mails.put(Stage.HERE, ANNA);
        final var page = stage.browse("/").body();
        has(page, "value=\"known\"", "a***@example.com", "If you do not answer, a mail goes to");
        assertFalse(page.contains(ANNA));
        final var done = stage.answer("choice=known&token=" + stage.token());
        assertEquals(200, done.statusCode());
        has(done.body(), "<h2>We will tell you</h2>", "a***@example.com", "Change the answer");
        assertFalse(done.body().contains("If you do not answer"));
        has(stage.browse("/").body(), "<h2>We will tell you</h2>");
    }

    @Test
    void anAnswerIsConfirmedOnThePageWhichWaitsAndGoes() throws Exception {
        final var done = stage.answer("choice=mail&mail=anna%40example.com&url=%2Fa%3Fb&token=" + stage.token(),
            "Origin", "http://127.0.0.1:" + stage.port());
        assertEquals(200, done.statusCode());
        has(done.body(), "Please confirm your address", "<b>anna@example.com</b>", "data-goes=\"yes\"",
            "<noscript><meta http-equiv=\"refresh\" content=\"30;url=/a?b\"></noscript>",
            "<form method=\"post\" action=\"/.well-known/rebound/answer\">");
        assertEquals(new ClientAnswer(true, ANNA, false, "en"), stage.desk.answers.getFirst());
        final var later = stage.browse("/").body();
        has(later, "Please confirm your address", "<b>a***@example.com</b>");
        assertFalse(later.contains(ANNA));
        has(stage.answer("choice=stay&token=" + stage.token()).body(), "This page waits for you", "data-goes=\"yes\"");
        has(stage.answer("choice=no&token=" + stage.token()).body(), "No mail is sent</h2>", "data-goes=\"no\"");
        assertEquals(2, stage.count("answered-yes") + stage.count("answered-no"));
        assertEquals(1, stage.count("answered-stays"));
    }

    @Test
    void whatIsTypedWrongIsShownAgainAndNotAsHtml() throws Exception {
        final var answer = stage.answer("choice=mail&mail=%22%3E%3Cscript%3Ealert(1)&token=" + stage.token());
        assertEquals(400, answer.statusCode());
        has(answer.body(), "role=\"alert\"", "This is no mail address", "aria-invalid=\"true\"",
            "value=\"&quot;&gt;&lt;script&gt;alert(1)\"");
        assertFalse(answer.body().contains("<script>alert"));
        assertEquals(1, stage.count("answer-no-address"));
    }

    @Test
    void everyRefusalHasAPage() throws Exception {
        has(stage.answer("choice=no").body(), "This form is no longer valid");
        assertEquals(403, stage.answer("choice=no").statusCode());
        assertEquals(403, stage.answer("choice=no&token=" + stage.token(), "Origin", "http://evil.example")
            .statusCode());
        assertEquals(400, stage.answer("nonsense").statusCode());
        for (int i = 0; i < Inquiry.ANSWERS; i++) {
            assertEquals(200, stage.answer("choice=no&token=" + stage.token()).statusCode());
        }
        final var often = stage.answer("choice=no&token=" + stage.token());
        assertEquals(429, often.statusCode());
        assertEquals("3600", often.headers().firstValue("Retry-After").orElse(""));
        has(often.body(), "That is enough for now");
    }

    @Test
    void withoutAKeyThereIsNoForm() throws Exception {
        stage.key = null;
        final var page = stage.browse("/");
        assertEquals(503, page.statusCode());
        has(page.body(), "You cannot ask to be told just now");
        assertFalse(page.body().contains("<form"));
        assertFalse(stage.get("/").body().contains("token"));
    }

    @Test
    void theOperatorsLookIsShown() throws Exception {
        final var logo = "data:image/png;base64,iVBORw0KGgo=";
        final var web = standIn("web", 80, StandInKind.HTTP);
        stage.configure(new Look("Example & Co", logo, "Ask <b>4711</b>"), false, 50, web);
        has(stage.browse("/").body(), "<p>Example &amp; Co</p>", "<img src=\"" + logo + "\" alt=\"\">",
            "Ask &lt;b&gt;4711&lt;/b&gt;", "You get one mail, when it is back.");
        for (var wrong : List.of("http://evil/logo.png", "data:text/html;base64,AAAA", "data:image/png,x",
                "data:image/png;base64,A\"B", "data:image/png;base64," + "A".repeat(Look.MAX_LOGO))) {
            assertFalse(Look.isLogo(wrong));
            stage.configure(new Look(null, wrong, null), true, 50, web);
            assertFalse(stage.browse("/").body().contains("<img"));
        }
    }

    /** Also with all that an operator may add, in the longer language. */
    @Test
    void everyPageIsSmall() {
        final var name = "a".repeat(64);
        final var look = new Look("例".repeat(200), "data:image/png;base64," + "A".repeat(Look.MAX_LOGO - 22),
            "例".repeat(500));
        final var path = LocalPath.of("/?" + "a=b&".repeat(100));
        final var web = standIn(name, 80, StandInKind.HTTP);
        final var page = new InquiryPage(web, Stage.SINCE,
            new StandInSettings(Set.of(), Map.of(web.service(), web), look, true, 1));
        Stream.of(PageState.values()).forEach(state -> Stream.of(Language.values()).forEach(language -> {
            final var html = page.render(new Shown(state, language, path, IpAddress.parse("fd99:1:2:3:4:5:6:7"),
                "t".repeat(43), "a***@example.com", "m".repeat(254)));
            assertTrue(html.length < 30_000, state + " has " + html.length);
            has(new String(html, UTF_8), "<html lang=\"" + language.tag(), "</html>");
        }));
    }
}
