import { type Attributes, context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';

/** One series of a metric. */
export interface Point {
  readonly attributes: Attributes;
  /** A number, or what a histogram holds. */
  readonly value: unknown;
}

/** What OpenTelemetry's SDK would export. */
export interface RecordedTelemetry {
  spans(): ReadableSpan[];
  metrics(): Promise<readonly MetricData[]>;
  /** The series of one metric; those whose value came back to 0 among them. */
  points(name: string): Promise<readonly Point[]>;
  shutdown(): Promise<void>;
}

/** Registers the SDK for the whole process, with exporters in memory. */
export const recordTelemetry = (): RecordedTelemetry => {
  const spanExporter = new InMemorySpanExporter();
  const tracers = new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter: spanExporter })],
  });
  const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metricExporter });
  const meters = new MeterProvider({ readers: [reader] });
  trace.setGlobalTracerProvider(tracers);
  metrics.setGlobalMeterProvider(meters);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());

  const collect = async (): Promise<readonly MetricData[]> => {
    metricExporter.reset();
    await reader.forceFlush();
    return metricExporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
  };
  return {
    spans: () => spanExporter.getFinishedSpans(),
    metrics: collect,
    points: async (name) => {
      const metric = (await collect()).find(({ descriptor }) => descriptor.name === name);
      return metric?.dataPoints.map(({ attributes, value }) => ({ attributes, value })) ?? [];
    },
    shutdown: async () => {
      await Promise.all([tracers.shutdown(), meters.shutdown()]);
      trace.disable();
      metrics.disable();
      context.disable();
    },
  };
};
