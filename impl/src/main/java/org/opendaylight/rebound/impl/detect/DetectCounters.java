/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl.detect;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.opendaylight.rebound.api.Counters;
import org.opendaylight.rebound.api.Counters.Counter;
import org.opendaylight.rebound.api.Evidence;
import org.opendaylight.rebound.impl.packet.Observation.Ignored;

/**
 * The counters of stage {@code detect}, one for every outcome, and of stage {@code packet}, one for every reason why a
 * frame showed nothing.
 */
final class DetectCounters {
    static final String DETECT = "detect";
    private static final String PACKET = "packet";

    /** A packet between hosts or ports of which none is watched. */
    final Counter notWatched;
    /** A packet of the controller itself to a service. */
    final Counter ownProbe;
    /** The first packet of a connection, counted. */
    final Counter attempt;
    /** A later packet of a connection, counted. */
    final Counter retransmission;
    /** The same packet again, seen at another place of the network. */
    final Counter copy;
    /** A packet of a UDP client whose answer may pass unseen, not counted. */
    final Counter attemptWhileQuiet;
    /** A packet of a connection whose failure was told already, not counted. */
    final Counter attemptAfterFailure;
    /** A series that ended without failure, because too few packets came. */
    final Counter expired;

    /** An answer of a service to a client. */
    final Counter answer;
    /** A SYN-ACK that acknowledges something other than the SYN that was seen. */
    final Counter answerWrongAcknowledgement;
    /** An answer to a client that is not known to have tried. */
    final Counter answerNoAttempt;
    /** An answer to a connection that its client has given up. */
    final Counter answerGivenUp;

    /** A RST from a service to a client of which no attempt is pending: the end of a connection, most of the time. */
    final Counter resetNoAttempt;
    /** A RST that does not acknowledge the SYN that was seen. */
    final Counter resetWrongAcknowledgement;
    /** A RST for a connection whose failure was told already. */
    final Counter resetAfterFailure;
    /** A RST for a connection that was given up long ago, while its client went on trying. */
    final Counter resetTooLate;

    /** An ICMP code that says nothing about an outage. */
    final Counter icmpCodeIgnored;
    /** An ICMP code that says that a filter forbids it. */
    final Counter icmpPolicyCode;
    /** An ICMP message that is not addressed to the client that it quotes. */
    final Counter quoteWrongAddressee;
    /** An ICMP message that quotes a packet to no watched service. */
    final Counter quoteNotWatched;
    /** An ICMP message that quotes a packet of a connection that was not seen. */
    final Counter quoteNoAttempt;
    /** An ICMP message that quotes another sequence number than was seen. */
    final Counter quoteWrongSequence;
    /** An ICMP message that came too long after the packet that it quotes. */
    final Counter quoteTooLate;
    /** An ICMP message for a connection whose failure was told already. */
    final Counter quoteAfterFailure;

    /** A series whose silence proves nothing, because evidence was lost. */
    final Counter silenceVoid;
    /** A tick that came late enough to wait with every judgement until the next one. */
    final Counter tickDeferred;
    /** A series whose client did not ask again, and of whose service no answer was ever seen. */
    final Counter silenceContent;
    /** A series of a service whose replies are not observed. */
    final Counter silenceUnobserved;
    /** A packet that asks, of a client that has its full share of series. */
    final Counter clientLimit;
    /** A client that sent so many packets that ask that it was muted. */
    final Counter flood;
    /** A sign that a watched host is there: an ARP reply, for example. */
    final Counter hostSeen;
    /** A service that was sent so many packets that ask that it was muted. */
    final Counter serviceFlood;
    /** An attempt that came after its answer or refusal. */
    final Counter early;
    /** A question of a router for a link-layer address. */
    final Counter routerSolicitation;
    /** A series forgotten because its service had too many. */
    final Counter evictedService;
    /** A series forgotten because there were too many. */
    final Counter evictedTotal;

    private final Map<Evidence, Counter> failures;
    private final Map<EvidenceLoss, Counter> losses;
    private final Map<Ignored, Counter> ignored;

    DetectCounters(final Counters counters) {
        notWatched = counters.counter(DETECT, "not-watched");
        ownProbe = counters.counter(DETECT, "own-probe");
        attempt = counters.counter(DETECT, "attempt");
        retransmission = counters.counter(DETECT, "retransmission");
        copy = counters.counter(DETECT, "copy");
        attemptWhileQuiet = counters.counter(DETECT, "attempt-while-quiet");
        attemptAfterFailure = counters.counter(DETECT, "attempt-after-failure");
        expired = counters.counter(DETECT, "expired");
        answer = counters.counter(DETECT, "answer");
        answerWrongAcknowledgement = counters.counter(DETECT, "answer-wrong-acknowledgement");
        answerNoAttempt = counters.counter(DETECT, "answer-no-attempt");
        answerGivenUp = counters.counter(DETECT, "answer-given-up");
        resetNoAttempt = counters.counter(DETECT, "reset-no-attempt");
        resetWrongAcknowledgement = counters.counter(DETECT, "reset-wrong-acknowledgement");
        resetAfterFailure = counters.counter(DETECT, "reset-after-failure");
        resetTooLate = counters.counter(DETECT, "reset-too-late");
        icmpCodeIgnored = counters.counter(DETECT, "icmp-code-ignored");
        icmpPolicyCode = counters.counter(DETECT, "icmp-policy-code");
        quoteWrongAddressee = counters.counter(DETECT, "quote-wrong-addressee");
        quoteNotWatched = counters.counter(DETECT, "quote-not-watched");
        quoteNoAttempt = counters.counter(DETECT, "quote-no-attempt");
        quoteWrongSequence = counters.counter(DETECT, "quote-wrong-sequence");
        quoteTooLate = counters.counter(DETECT, "quote-too-late");
        quoteAfterFailure = counters.counter(DETECT, "quote-after-failure");
        silenceVoid = counters.counter(DETECT, "silence-void");
        tickDeferred = counters.counter(DETECT, "tick-deferred");
        silenceContent = counters.counter(DETECT, "silence-content");
        silenceUnobserved = counters.counter(DETECT, "silence-unobserved");
        clientLimit = counters.counter(DETECT, "client-limit");
        flood = counters.counter(DETECT, "flood");
        serviceFlood = counters.counter(DETECT, "service-flood");
        early = counters.counter(DETECT, "early");
        hostSeen = counters.counter(DETECT, "host-seen");
        routerSolicitation = counters.counter(DETECT, "router-solicitation");
        evictedService = counters.counter(DETECT, "evicted-service");
        evictedTotal = counters.counter(DETECT, "evicted-total");
        failures = each(Evidence.class, evidence -> counters.counter(DETECT, "failure-" + outcome(evidence)));
        losses = each(EvidenceLoss.class, loss -> counters.counter(DETECT, loss.outcome()));
        ignored = each(Ignored.class, reason -> counters.counter(PACKET, outcome(reason)));
    }

    /** A failure with this evidence. */
    Counter failure(final Evidence evidence) {
        return failures.get(evidence);
    }

    /** A loss of evidence. */
    Counter loss(final EvidenceLoss loss) {
        return losses.get(loss);
    }

    /** A frame that showed nothing. */
    Counter ignored(final Ignored reason) {
        return ignored.get(reason);
    }

    private static String outcome(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <K extends Enum<K>> Map<K, Counter> each(final Class<K> type, final Function<K, Counter> counter) {
        final var ret = new EnumMap<K, Counter>(type);
        for (var key : type.getEnumConstants()) {
            ret.put(key, counter.apply(key));
        }
        return ret;
    }
}
