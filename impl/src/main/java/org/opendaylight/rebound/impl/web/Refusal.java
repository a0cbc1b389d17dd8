/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.web;

/**
 * Why a request is refused, in words for a person.
 */
enum Refusal {
    MALFORMED("This address cannot be read", "Open the link in the mail again.",
        "アドレスを読み取れません", "メールのリンクをもう一度開いてください。"),
    FORGED("This link is not valid", "It may have been cut off on its way. Open the link in the mail again.",
        "リンクが無効です", "リンクが途中で切れている可能性があります。メールのリンクをもう一度開いてください。"),
    NOT_FOUND("There is nothing here", "Open the link in the mail again.",
        "ページが見つかりません", "メールのリンクをもう一度開いてください。"),
    WRONG_METHOD("That cannot be done here", "Open the link in the mail again.",
        "この操作はできません", "メールのリンクをもう一度開いてください。"),
    TOO_LARGE("That is too much", "Open the link in the mail again.",
        "データが大きすぎます", "メールのリンクをもう一度開いてください。"),
    TOO_MANY("Too many requests", "Try again in a minute.",
        "リクエストが多すぎます", "しばらくしてからもう一度お試しください。"),
    NOT_NOW("That did not work", "Nothing was changed. Try again in a minute.",
        "処理できませんでした", "変更は行われていません。しばらくしてからもう一度お試しください。");

    private final String title;
    private final String text;
    private final String japaneseTitle;
    private final String japaneseText;

    Refusal(final String title, final String text, final String japaneseTitle, final String japaneseText) {
        this.title = title;
        this.text = text;
        this.japaneseTitle = japaneseTitle;
        this.japaneseText = japaneseText;
    }

    /**
     * The page that says it.
     *
     * @param language its language
     * @return HTML
     */
    String page(final Language language) {
        return switch (language) {
            case ENGLISH -> Html.message(language, title, text);
            case JAPANESE -> Html.message(language, japaneseTitle, japaneseText);
        };
    }
}
