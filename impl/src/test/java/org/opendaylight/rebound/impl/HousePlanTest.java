/*
 * Copyright (c) 2026 The Rebound authors and others.  All rights reserved.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License v1.0 which accompanies this distribution,
 * and is available at http://www.eclipse.org/legal/epl-v10.html
 */
package org.opendaylight.rebound.impl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * The plan of the house: what each room may know, and which way the data goes.
 */
class HousePlanTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackagesOf(ReboundPlugin.class);

    /** What decides knows neither OpenDaylight nor OSGi. */
    @Test
    void pureRoomsArePure() {
        noClasses()
            .that().resideInAnyPackage("..impl.packet..", "..impl.detect..", "..impl.recover..", "..impl.notice..",
                "..impl.probe..", "..impl.push..", "..impl.web..", "..impl.standin..", "..impl.redirect..")
            .should().dependOnClassesThat().resideInAnyPackage("org.opendaylight.mdsal..", "org.opendaylight.yang..",
                "org.opendaylight.yangtools..", "org.opendaylight.openflowplugin..", "org.osgi..", "org.apache.karaf..")
            .check(HOUSE);
    }

    @Test
    void noRoomCallsBack() {
        slices().matching("org.opendaylight.rebound.impl.(*)..")
            .should().beFreeOfCycles()
            .check(HOUSE);
    }

    @Test
    void eachRoomKnowsOnlyItsNeighbours() {
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("wiring").definedBy("org.opendaylight.rebound.impl")
            .layer("packet").definedBy("..impl.packet..")
            .layer("detect").definedBy("..impl.detect..")
            .layer("openflow").definedBy("..impl.openflow..")
            .layer("probe").definedBy("..impl.probe..")
            .layer("table").definedBy("..impl.table..")
            .layer("recover").definedBy("..impl.recover..")
            .layer("notice").definedBy("..impl.notice..")
            .layer("config").definedBy("..impl.config..")
            .layer("ops").definedBy("..impl.ops..")
            .layer("rpc").definedBy("..impl.rpc..")
            .layer("shell").definedBy("..impl.shell..")
            .layer("copy").definedBy("..impl.copy..")
            .layer("secret").definedBy("..impl.secret..")
            .layer("push").definedBy("..impl.push..")
            .layer("web").definedBy("..impl.web..")
            .layer("standin").definedBy("..impl.standin..")
            .layer("redirect").definedBy("..impl.redirect..")
            .whereLayer("wiring").mayNotBeAccessedByAnyLayer()
            .whereLayer("shell").mayNotBeAccessedByAnyLayer()
            .whereLayer("rpc").mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("packet").mayOnlyBeAccessedByLayers("detect", "probe", "redirect", "wiring")
            .whereLayer("detect").mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("openflow").mayOnlyBeAccessedByLayers("config", "wiring")
            .whereLayer("probe").mayOnlyBeAccessedByLayers("openflow", "config", "recover", "wiring")
            .whereLayer("redirect").mayOnlyBeAccessedByLayers("openflow", "standin", "wiring")
            .whereLayer("recover").mayOnlyBeAccessedByLayers("config", "table", "redirect", "wiring")
            .whereLayer("notice").mayOnlyBeAccessedByLayers("config", "table", "rpc", "web", "standin", "wiring")
            .whereLayer("push").mayOnlyBeAccessedByLayers("config", "wiring")
            .whereLayer("web").mayOnlyBeAccessedByLayers("config", "standin", "wiring")
            .whereLayer("standin").mayOnlyBeAccessedByLayers("config", "table", "wiring")
            .whereLayer("table").mayOnlyBeAccessedByLayers("rpc", "shell", "ops", "wiring")
            .whereLayer("secret").mayOnlyBeAccessedByLayers("config", "table", "rpc", "shell", "wiring")
            .whereLayer("config").mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("copy").mayOnlyBeAccessedByLayers("wiring")
            .whereLayer("ops").mayOnlyBeAccessedByLayers("wiring")
            .check(HOUSE);
    }
}
