package io.pharos.tenancy.json;

import io.pharos.tenancy.directory.Credentials;
import io.pharos.tenancy.directory.CustomRole;
import io.pharos.tenancy.directory.DirectorySnapshot;
import io.pharos.tenancy.directory.Engine;
import io.pharos.tenancy.directory.EngineKind;
import io.pharos.tenancy.directory.IngestLimits;
import io.pharos.tenancy.directory.Isolation;
import io.pharos.tenancy.directory.LabelConflict;
import io.pharos.tenancy.directory.Limits;
import io.pharos.tenancy.directory.Move;
import io.pharos.tenancy.directory.Plan;
import io.pharos.tenancy.directory.QueryLimits;
import io.pharos.tenancy.directory.RequestLimits;
import io.pharos.tenancy.directory.Residency;
import io.pharos.tenancy.directory.ResidencyMode;
import io.pharos.tenancy.directory.ResidencyRoute;
import io.pharos.tenancy.directory.Revocations;
import io.pharos.tenancy.directory.Status;
import io.pharos.tenancy.directory.Tenant;
import io.pharos.tenancy.directory.Tls;
import io.pharos.tenancy.problem.ProblemBody;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Tells the native image which records Jackson writes and reads. */
@RegisterForReflection(
        targets = {
            Credentials.class,
            CustomRole.class,
            DirectorySnapshot.class,
            Engine.class,
            EngineKind.class,
            IngestLimits.class,
            Isolation.class,
            LabelConflict.class,
            Limits.class,
            Move.class,
            Plan.class,
            ProblemBody.class,
            QueryLimits.class,
            RequestLimits.class,
            Residency.class,
            ResidencyMode.class,
            ResidencyRoute.class,
            Revocations.class,
            Status.class,
            Tenant.class,
            Tls.class
        })
final class JsonReflection {}
